-- For wrk: sends the requests of a file in turn, and prints one line of results.
-- REQUESTS names the file; each line is: method, path, token, subject token, body, separated by tabs.
local requests, turn = {}, 0

function init(arguments)
  for line in io.lines(os.getenv("REQUESTS")) do
    local method, path, token, subject, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { ["Accept"] = "application/json" }
    if token ~= "" then headers["X-Auth-Token"] = token end
    if subject ~= "" then headers["X-Subject-Token"] = subject end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %f %f\n", summary.requests, summary.duration,
    e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
