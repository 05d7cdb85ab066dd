--[[
  Takes a layout out of the lists, if its draft is the one that was read, or puts it back.
  KEYS  1 document
  ARGV  1 version of the draft expected: '' = there is none, '*' = whatever stands there  2 now, epoch ms, '' = put it back
  returns  'ok', 'gone' when nothing is kept of it, or 'conflict'
]]
local function archiveLayout(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 'gone'
  end
  if args[1] ~= '*' and args[1] ~= (redis.call('HGET', keys[1], 'version') or '') then
    return 'conflict'
  end
  if args[2] == '' then
    redis.call('HDEL', keys[1], 'archivedAt')
  else
    redis.call('HSET', keys[1], 'archivedAt', args[2])
  end
  return 'ok'
end
