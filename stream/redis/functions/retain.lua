--[[
  Notes for how long entities are kept, and since when all of them are: what a shorter retention forgot does not come back.
  KEYS  1 settings
  ARGV  1 days  2 now, epoch ms
  returns  'ok'
]]
local function retain(keys, args)
  local before = redis.call('HGET', keys[1], 'retentionDays')
  if before and tonumber(before) < tonumber(args[1]) then
    local known = tonumber(redis.call('HGET', keys[1], 'retainedSince') or '0')
    local since = math.max(known, tonumber(args[2]) - tonumber(before) * 86400000)
    redis.call('HSET', keys[1], 'retainedSince', string.format('%.0f', since))
  end
  redis.call('HSET', keys[1], 'retentionDays', args[1])
  return 'ok'
end
