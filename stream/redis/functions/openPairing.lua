--[[
  Keeps a device that waits for somebody to claim it, unless too many wait or its code is in use.
  KEYS  1 waiting  2 pairing  3 code
  ARGV  1 digest of the device's secret  2 how long it waits, ms  3 how many may wait
  returns  'ok', 'full' or 'taken'
]]
local function openPairing(keys, args)
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', string.format('%.0f', now))
  if redis.call('ZCARD', keys[1]) >= tonumber(args[3]) then
    return 'full'
  end
  if redis.call('EXISTS', keys[3]) == 1 then
    return 'taken'
  end
  redis.call('ZADD', keys[1], string.format('%.0f', now + args[2]), args[1])
  redis.call('PEXPIRE', keys[1], args[2])
  redis.call('SET', keys[2], '', 'PX', args[2])
  redis.call('SET', keys[3], args[1], 'PX', args[2])
  return 'ok'
end
