--[[
  Fixes the settings at first boot: what stands already stays, what is missing is written, all at once.
  KEYS  1 settings
  ARGV  field, value, field, value, ...
  returns  a list of the same fields: field, standing value, ...
]]
local function settle(keys, args)
  local standing = {}
  for i = 1, #args, 2 do
    redis.call('HSETNX', keys[1], args[i], args[i + 1])
    standing[i] = args[i]
    standing[i + 1] = redis.call('HGET', keys[1], args[i])
  end
  return standing
end
