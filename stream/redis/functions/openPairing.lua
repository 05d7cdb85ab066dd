--[[
  Keeps a device that waits for somebody to claim it, unless too many wait or its code is in use.
  KEYS  1 waiting  2 pairing  3 code  4 waiting of the same address
  ARGV  1 digest of the device's secret  2 how long it waits, ms  3 how many may wait  4 how many of one address
  returns  'ok', 'full', 'crowded' (full of devices of the same address) or 'taken'
]]
local function openPairing(keys, args)
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', string.format('%.0f', now))
  if redis.call('ZCARD', keys[4]) >= tonumber(args[4]) then
    -- Those that were claimed, or gave up, are known by the list of all only.
    for _, digest in ipairs(redis.call('ZRANGE', keys[4], 0, -1)) do
      if not redis.call('ZSCORE', keys[1], digest) then
        redis.call('ZREM', keys[4], digest)
      end
    end
    if redis.call('ZCARD', keys[4]) >= tonumber(args[4]) then
      return 'crowded'
    end
  end
  if redis.call('ZCARD', keys[1]) >= tonumber(args[3]) then
    return 'full'
  end
  if redis.call('EXISTS', keys[3]) == 1 then
    return 'taken'
  end
  local ends = string.format('%.0f', now + args[2])
  for _, waiting in ipairs({ keys[1], keys[4] }) do
    redis.call('ZADD', waiting, ends, args[1])
    redis.call('PEXPIRE', waiting, args[2])
  end
  redis.call('SET', keys[2], '', 'PX', args[2])
  redis.call('SET', keys[3], args[1], 'PX', args[2])
  return 'ok'
end
