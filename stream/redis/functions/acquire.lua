--[[
  Takes the lease of a partition. A new owner, or the same one started again, gets a new fence: whatever carries a lower
  one is refused from then on.
  KEYS  1 lease  2 state
  ARGV  1 owner  2 time to live, ms  3 a fence seen before, 0 if none: the new one is above it even if Redis lost its memory
  returns  'held' while another owner's lease lives, else the new fence
]]
local function acquire(keys, args)
  local holder = redis.call('GET', keys[1])
  if holder and holder ~= args[1] then
    return 'held'
  end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  local fence = math.max(tonumber(redis.call('HGET', keys[2], 'fence') or '0'), tonumber(args[3])) + 1
  local text = string.format('%.0f', fence)
  redis.call('HSET', keys[2], 'fence', text)
  return text
end
