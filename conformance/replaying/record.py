"""Recorded answers as text: a line for each case, in which personas with the same answer stand together."""

import json


def write(path, cases):
    lines = []
    for name, kept in cases.items():
        answers = []
        for persona, answer in kept["answers"].items():
            same = next((a for a in answers if a["answer"] == answer), None)
            if same:
                same["as"] += " " + persona
            else:
                answers.append({"as": persona, "answer": answer})
        lines.append(
            json.dumps(
                {"case": name, "sent": kept["sent"], "answers": [{"as": a["as"], **a["answer"]} for a in answers]},
                ensure_ascii=False,
                separators=(",", ":"),
            )
        )
    path.write_text("\n".join(lines) + "\n")


def read(path):
    cases = {}
    for line in path.read_text().splitlines() if path.exists() else ():
        kept = json.loads(line)
        answers = {}
        for answer in kept["answers"]:
            for persona in answer.pop("as").split(" "):
                answers[persona] = answer
        cases[kept["case"]] = {"sent": kept["sent"], "answers": answers}
    return cases
