--[[
  Sets the time in which publishing asks twice, or ends it, if it still stands as it was read.
  KEYS  1 freeze
  ARGV  1 version expected: 'any' = whichever stands there  2 from  3 to, epoch ms  4 reason; without 2 to 4: it is ended
  returns  {'ok', new version} or {'conflict', standing version}
  A version is the SHA-1 of from, to and reason, and that of nothing where there is no freeze: so there is always one.
]]
local function saveFreeze(keys, args)
  local function version(from, to, reason)
    return redis.sha1hex(from and from .. ' ' .. to .. ' ' .. (reason or '') or '')
  end
  local standing = version(unpack(redis.call('HMGET', keys[1], 'from', 'to', 'reason')))
  if args[1] ~= 'any' and args[1] ~= standing then
    return { 'conflict', standing }
  end
  if args[2] then
    redis.call('HSET', keys[1], 'from', args[2], 'to', args[3], 'reason', args[4])
  else
    redis.call('DEL', keys[1])
  end
  return { 'ok', version(args[2], args[3], args[4]) }
end
