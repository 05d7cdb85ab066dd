--[[
  Prolongs a lease, also one that ran out without anybody taking it.
  KEYS  1 lease  2 state
  ARGV  1 owner  2 fence  3 time to live, ms
  returns  'ok'; 'fenced' when somebody took the partition since; 'lost' when Redis forgot this fence
]]
local function renew(keys, args)
  local standing = tonumber(redis.call('HGET', keys[2], 'fence') or '0')
  if standing ~= tonumber(args[2]) then
    return standing > tonumber(args[2]) and 'fenced' or 'lost'
  end
  redis.call('SET', keys[1], args[1], 'PX', args[3])
  return 'ok'
end
