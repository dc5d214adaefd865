-- For wrk: sends the requests of a file in turn, and prints one line of results.
-- REQUESTS names the file; each line is: method, path, token, subject token, body, separated by tabs. In a body @@
-- stands for a number that no other request has. With ONCE each request is sent once, and then it ends.
local requests, turn, answered = {}, 0, 0
local once = os.getenv("ONCE") == "1"

function init(arguments)
  for line in io.lines(os.getenv("REQUESTS")) do
    local method, path, token, subject, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { ["Accept"] = "application/json" }
    if token ~= "" then headers["X-Auth-Token"] = token end
    if subject ~= "" then headers["X-Subject-Token"] = subject end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    if body:find("@@", 1, true) then
      requests[#requests + 1] = function(number)
        return wrk.format(method, path, headers, (body:gsub("@@", number)))
      end
    else
      local fixed = wrk.format(method, path, headers, body ~= "" and body or nil)
      requests[#requests + 1] = function() return fixed end
    end
  end
end

function request()
  turn = turn + 1
  return requests[(turn - 1) % #requests + 1](turn)
end

if once then
  response = function()
    answered = answered + 1
    if answered == #requests then wrk.thread:stop() end
  end
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %f %f\n", summary.requests, summary.duration,
    e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
