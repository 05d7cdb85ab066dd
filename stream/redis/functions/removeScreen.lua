--[[
  Takes the credential of a screen back, with all that is kept of it, if it stands as it was read.
  KEYS  1 screens  2 credentials  3 beats
  ARGV  1 id  2 version expected: the SHA-1 of the text that was read, 'any' = whichever stands there
  returns  'ok', 'gone' or 'conflict'
]]
local function removeScreen(keys, args)
  local text = redis.call('HGET', keys[1], args[1])
  if text and args[2] ~= 'any' and args[2] ~= redis.sha1hex(text) then
    return 'conflict'
  end
  redis.call('HDEL', keys[1], args[1])
  redis.call('HDEL', keys[2], args[1])
  redis.call('HDEL', keys[3], args[1])
  return text and 'ok' or 'gone'
end
