"""An authority, a server and clients, made with openssl."""
import base64
import hashlib
import pathlib
import subprocess

EXTENSIONS = """subjectAltName=IP:127.0.0.1
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""
ISSUER = "CN=Lab CA,O=Acme\\, Inc.,C=DE"


class Authority:
    """Files in a directory: ca.pem, and for each name NAME.pem and NAME.key."""

    def __init__(self, directory, name="ca", subject="/C=DE/O=Acme, Inc./CN=Lab CA"):
        self.directory = pathlib.Path(directory)
        self.name = name
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                     "-subj", subject, "-addext", "keyUsage=critical,keyCertSign,cRLSign",
                     "-keyout", f"{name}.key", "-out", f"{name}.pem")

    def openssl(self, *words):
        done = subprocess.run(["openssl", *words], cwd=self.directory, capture_output=True, text=True)
        if done.returncode:
            raise OSError(f"openssl {words[0]}: {done.stderr}")
        return done.stdout

    def certify(self, name, subject):
        """A certificate, of this machine where it is a server's, and its key: paths."""
        (self.directory / f"{name}.ext").write_text(EXTENSIONS)
        self.openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", subject,
                     "-keyout", f"{name}.key", "-out", f"{name}.csr")
        self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{self.name}.pem", "-CAkey", f"{self.name}.key",
                     "-CAcreateserial", "-days", "2", "-extfile", f"{name}.ext", "-out", f"{name}.pem")
        return str(self.directory / f"{name}.pem"), str(self.directory / f"{name}.key")

    @property
    def file(self):
        return str(self.directory / f"{self.name}.pem")


def thumbprint(pem):
    """As Keystone makes it: of the text, with its last line end."""
    return base64.urlsafe_b64encode(hashlib.sha256(pathlib.Path(pem).read_bytes()).digest()).decode()
