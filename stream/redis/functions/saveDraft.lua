--[[
  Saves the draft of a layout, if nobody saved another one since it was read.
  KEYS  1 document
  ARGV  1 version expected: '' = there is no draft yet, '*' = whatever stands there  2 draft (JSON)  3 now, epoch ms  4 author
  returns  {'ok', new version}; {'conflict', standing version or ''}; {'archived', ''} where it is out of the lists
]]
local function saveDraft(keys, args)
  if redis.call('HEXISTS', keys[1], 'archivedAt') == 1 then
    return { 'archived', '' }
  end
  local standing = redis.call('HGET', keys[1], 'version') or ''
  if args[1] ~= '*' and args[1] ~= standing then
    return { 'conflict', standing }
  end
  local version = string.format('%.0f', tonumber(standing == '' and '0' or standing) + 1)
  redis.call('HSET', keys[1], 'version', version, 'draft', args[2], 'savedAt', args[3], 'savedBy', args[4])
  return { 'ok', version }
end
