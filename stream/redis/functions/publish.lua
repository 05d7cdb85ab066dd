--[[
  Makes a text the next revision of a layout, and that revision the published one: both or neither.
  KEYS  1 document  2 revisions
  ARGV  1 what: the draft's version expected, '*' = the draft whatever its version, or 'r' and a number = that revision again,
          'r0' = the text of 3 again
        2 note about it (JSON)  3 the text where there is no draft, '' = none
  returns  {'ok', new number}; {'conflict', standing version or ''}; {'none', ''} when there is nothing to publish;
           {'archived', ''} where it is out of the lists
]]
local function publish(keys, args)
  if redis.call('HEXISTS', keys[1], 'archivedAt') == 1 then
    return { 'archived', '' }
  end
  local text
  local again = string.match(args[1], '^r(%d+)$')
  if again == '0' then
    text = args[3] ~= '' and args[3]
  elseif again then
    text = redis.call('HGET', keys[2], again .. ':text')
  else
    local standing = redis.call('HGET', keys[1], 'version') or ''
    if args[1] ~= '*' and args[1] ~= standing then
      return { 'conflict', standing }
    end
    text = redis.call('HGET', keys[1], 'draft') or (args[3] ~= '' and args[3])
  end
  if not text then
    return { 'none', '' }
  end
  local number = string.format('%.0f', tonumber(redis.call('HGET', keys[1], 'last') or '0') + 1)
  redis.call('HSET', keys[2], number, args[2], number .. ':text', text)
  redis.call('HSET', keys[1], 'last', number, 'published', number)
  return { 'ok', number }
end
