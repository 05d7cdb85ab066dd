--[[
  Saves a campaign or removes it, if it still stands as it was read.
  KEYS  1 campaigns
  ARGV  1 version expected: '' = there is none by this id yet, '*' = whichever stands there, 'any' = that or none
        2 id  3 campaign (JSON), '' = remove it
  returns  {'ok', new version, '1' when it is a new one}, {'ok', ''} when it is removed, or {'conflict', standing version or ''}
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
    redis.call('HDEL', keys[1], args[2])
    return { 'ok', '' }
  end
  redis.call('HSET', keys[1], args[2], args[3])
  return { 'ok', redis.sha1hex(args[3]), text and '0' or '1' }
end
