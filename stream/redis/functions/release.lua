--[[
  Gives a partition back, so that another owner need not wait for the lease to run out.
  KEYS  1 lease  2 state
  ARGV  1 fence
  returns  'ok', or 'fenced' when somebody took the partition since
]]
local function release(keys, args)
  if redis.call('HGET', keys[2], 'fence') ~= args[1] then
    return 'fenced'
  end
  redis.call('DEL', keys[1])
  return 'ok'
end
