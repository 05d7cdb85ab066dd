--[[
  Changes a screen that is still there: what was revoked meanwhile does not come back.
  KEYS  1 screens
  ARGV  1 id  2 screen (JSON)
  returns  'ok' or 'gone'
]]
local function saveScreen(keys, args)
  if redis.call('HEXISTS', keys[1], args[1]) == 0 then
    return 'gone'
  end
  redis.call('HSET', keys[1], args[1], args[2])
  return 'ok'
end
