--[[
  Saves a campaign or removes it, if it still stands as it was read and leaves every comparison with an end.
  KEYS  1 campaigns
  ARGV  1 version expected: '' = there is none by this id yet, '*' = whichever stands there, 'any' = that or none
        2 id  3 campaign (JSON), '' = remove it  4 id of the campaign it is compared with, '' = none
  returns  {'ok', new version, '1' when it is a new one}, {'ok', ''} when it is removed, {'conflict', standing version or ''},
           {'missing'} when 4 is not there, {'circle', ids from 2 by 4 back to 2}, or {'compared', ids of those compared with it}
  A version is the SHA-1 of the text, so campaigns that were saved before there were versions have one, too.
]]
local function saveCampaign(keys, args)
  local text = redis.call('HGET', keys[1], args[2])
  local standing = text and redis.sha1hex(text) or ''
  local fits = args[1] == 'any' or args[1] == standing or (args[1] == '*' and text)
  local nothing = args[3] == '' and not text
  if nothing or not fits then
    return { 'conflict', standing }
  end
  if args[3] == '' then
    local compared = {}
    for _, other in ipairs(redis.call('HVALS', keys[1])) do
      local campaign = cjson.decode(other)
      if campaign.baseline == args[2] then
        table.insert(compared, campaign.id)
      end
    end
    if #compared > 0 then
      table.sort(compared)
      table.insert(compared, 1, 'compared')
      return compared
    end
    redis.call('HDEL', keys[1], args[2])
    return { 'ok', '' }
  end
  local way, seen, at = { 'circle', args[2] }, {}, args[4]
  while at and at ~= '' and not seen[at] do -- twice the same: a circle of old that this one is not in
    table.insert(way, at)
    if at == args[2] then
      return way
    end
    local other = redis.call('HGET', keys[1], at)
    if not other and at == args[4] then
      return { 'missing' }
    end
    seen[at] = true
    at = other and cjson.decode(other).baseline
  end
  redis.call('HSET', keys[1], args[2], args[3])
  return { 'ok', redis.sha1hex(args[3]), text and '0' or '1' }
end
