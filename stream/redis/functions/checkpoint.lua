--[[
  Writes one checkpoint of a partition, whole or not at all: everything is checked before the first write, because a
  function that fails half-way is not rolled back.
  KEYS  1 state  2 pages  3 redo  4 words  5 segments  6 sketches  7 waiting  8 conflicts  9 voided
  ARGV  1 fence  2 number of this checkpoint  3 offset expected to stand  4 new offset  5 revision  6 meta
        then for each of the hashes pages, redo, segments, sketches, waiting:
          how many to set, field, value, ..., how many to remove, field, ...
        then how many words chunks to append, chunk, ...
        then how many conflicts to list, JSON, ...
        then how many voids to list, JSON, ...
  returns  'ok'; 'done' when this very checkpoint stands already (a retry after a lost reply); 'fenced' when somebody took
        the partition; 'unexpected ...' when Redis forgot the fence or something else stands there than expected
]]
local function checkpoint(keys, args)
  local CHUNK = 1000
  local state = redis.call('HMGET', keys[1], 'fence', 'number', 'offset')
  local number = tonumber(args[2])
  local fence = tonumber(state[1] or '0')
  if fence ~= tonumber(args[1]) then
    return fence > tonumber(args[1]) and 'fenced' or 'unexpected fence ' .. tostring(state[1])
  end
  if state[2] == args[2] and state[3] == args[4] then
    return 'done'
  end
  if tonumber(state[2] or '0') ~= number - 1 or (state[3] or '') ~= args[3] then
    return 'unexpected number ' .. tostring(state[2]) .. ' offset ' .. tostring(state[3])
  end

  local sections = {}
  local position = 7
  local function section(width)
    local count = tonumber(args[position])
    if not count or position + count * width > #args then
      return false
    end
    sections[#sections + 1] = { position + 1, position + count * width }
    position = position + count * width + 1
    return true
  end
  local widths = { 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 1 }
  for index = 1, #widths do
    if not section(widths[index]) then
      return 'unexpected arguments in section ' .. index
    end
  end
  if position ~= #args + 1 then
    return 'unexpected arguments behind the last section'
  end
  local kinds = { 'hash', 'hash', 'hash', 'list', 'hash', 'hash', 'hash', 'stream', 'stream' }
  for index = 1, #kinds do
    local kind = redis.call('TYPE', keys[index]).ok
    if kind ~= 'none' and kind ~= kinds[index] then
      return 'unexpected type ' .. kind .. ' of ' .. keys[index]
    end
  end

  local function each(index, ...)
    local from, to = sections[index][1], sections[index][2]
    while from <= to do
      local till = math.min(from + CHUNK - 1, to)
      local command = { ... }
      for at = from, till do
        command[#command + 1] = args[at]
      end
      redis.call(unpack(command))
      from = till + 1
    end
  end
  local hashes = { keys[2], keys[3], keys[5], keys[6], keys[7] }
  for index = 1, #hashes do
    each(index * 2 - 1, 'HSET', hashes[index])
    each(index * 2, 'HDEL', hashes[index])
  end
  each(11, 'RPUSH', keys[4])
  for at = sections[12][1], sections[12][2] do
    redis.call('XADD', keys[8], 'MAXLEN', '~', '10000', '*', 'conflict', args[at])
  end
  for at = sections[13][1], sections[13][2] do
    redis.call('XADD', keys[9], 'MAXLEN', '~', '10000', '*', 'voided', args[at])
  end
  redis.call('HSET', keys[1], 'number', args[2], 'offset', args[4], 'revision', args[5], 'meta', args[6],
    'by', args[1])
  return 'ok'
end
