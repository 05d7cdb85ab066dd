--[[
  Makes a screen of the device that shows a code. The code is gone afterwards, so of two who claim it only one succeeds.
  KEYS  1 waiting  2 pairing  3 code  4 screens  5 credentials
  ARGV  1 digest of the device's secret, as it was read under the code  2 id of the screen  3 screen (JSON)
        4 digest of its credential  5 how many screens there may be  6 how long the device can still ask what it became, ms
  returns  'ok', 'gone' or 'full'
]]
local function claimPairing(keys, args)
  if redis.call('GET', keys[3]) ~= args[1] or redis.call('GET', keys[2]) ~= '' then
    return 'gone'
  end
  if redis.call('HLEN', keys[4]) >= tonumber(args[5]) then
    return 'full'
  end
  redis.call('DEL', keys[3])
  redis.call('ZREM', keys[1], args[1])
  redis.call('HSET', keys[4], args[2], args[3])
  redis.call('HSET', keys[5], args[2], args[4])
  redis.call('SET', keys[2], args[2], 'PX', args[6])
  return 'ok'
end
