--[[
  Changes a screen that is still there, if it stands as it was read: what was revoked meanwhile does not come back.
  KEYS  1 screens
  ARGV  1 id  2 screen (JSON)  3 version expected: the SHA-1 of the text that was read, 'any' = whichever stands there
  returns  'ok', 'gone' or 'conflict'
]]
local function saveScreen(keys, args)
  local text = redis.call('HGET', keys[1], args[1])
  if not text then
    return 'gone'
  end
  if args[3] ~= 'any' and args[3] ~= redis.sha1hex(text) then
    return 'conflict'
  end
  redis.call('HSET', keys[1], args[1], args[2])
  return 'ok'
end
