--[[
  Prolongs a lease, also one that ran out without anybody taking it.
  KEYS  1 lease  2 state
  ARGV  1 owner  2 fence  3 time to live, ms
  returns  'ok', or 'fenced' when somebody took the partition since
]]
local function renew(keys, args)
  if redis.call('HGET', keys[2], 'fence') ~= args[2] then
    return 'fenced'
  end
  redis.call('SET', keys[1], args[1], 'PX', args[3])
  return 'ok'
end
