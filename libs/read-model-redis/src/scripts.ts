/**
 * Each is one atomic step on the server. A script that fails half-way is not rolled back: what it writes
 * is absolute, and the checkpoint comes last, so doing it again mends it.
 */

/** KEYS owner, epoch; ARGV owner, ttl. The epoch has no end: it must not fall when a lease runs out. */
export const ACQUIRE = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
local epoch = owner and redis.call('GET', KEYS[2]) or redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return tonumber(epoch)`;

/** KEYS owner, epoch; ARGV owner, epoch. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('GET', KEYS[2]) == ARGV[2] then
  return redis.call('DEL', KEYS[1])
end
return 0`;

/** KEYS numbers, generations; ARGV definition, log id, start of the names of generations. */
export const BEGIN = `
local number = redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
local name = ARGV[1] .. '#' .. number
redis.call('HSET', ARGV[3] .. name .. ':checkpoint', 'position', '', 'mark', '', 'epoch', '0', 'logId', ARGV[2])
redis.call('SADD', KEYS[2], name)
return number`;

/** KEYS checkpoint; ARGV epoch. */
export const CLAIM = `
local found = redis.call('HMGET', KEYS[1], 'position', 'logId', 'mark', 'epoch')
if not found[1] then return {} end
if tonumber(ARGV[1]) > tonumber(found[4]) then redis.call('HSET', KEYS[1], 'epoch', ARGV[1]) end
return {found[1], found[2], found[3] or ''}`;

/** KEYS checkpoint, rows, keys; ARGV epoch, from, to, mark, channel, then triples of what, key, row. */
export const STEP = `
local found = redis.call('HMGET', KEYS[1], 'position', 'epoch')
if not found[1] or tonumber(ARGV[1]) < tonumber(found[2]) then return {'fenced'} end
if ARGV[2] ~= ARGV[3] and found[1] ~= '' and found[1] >= ARGV[3] then return {'already-applied', found[1]} end
if found[1] ~= ARGV[2] then return {'gap', found[1]} end
for at = 6, #ARGV, 3 do
  if ARGV[at] == 'put' then
    redis.call('HSET', KEYS[2], ARGV[at + 1], ARGV[at + 2])
    redis.call('ZADD', KEYS[3], 0, ARGV[at + 1])
  else
    redis.call('HDEL', KEYS[2], ARGV[at + 1])
    redis.call('ZREM', KEYS[3], ARGV[at + 1])
  end
end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'mark', ARGV[4]) end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'position', ARGV[3])
redis.call('PUBLISH', ARGV[5], ARGV[3])
return {'applied'}`;

/** KEYS active, checkpoint; ARGV definition, number, channel. */
export const ACTIVATE = `
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], '*', ARGV[1])
redis.call('PUBLISH', ARGV[3], '')
return 1`;

/** KEYS active, generations, checkpoint, rows, keys; ARGV definition, number. */
export const DROP = `
redis.call('DEL', KEYS[3])
redis.call('SREM', KEYS[2], ARGV[1] .. '#' .. ARGV[2])
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  redis.call('HDEL', KEYS[1], ARGV[1])
  if redis.call('HGET', KEYS[1], '*') == ARGV[1] then
    redis.call('HDEL', KEYS[1], '*')
    local other = redis.call('HKEYS', KEYS[1])[1]
    if other then redis.call('HSET', KEYS[1], '*', other) end
  end
end
return redis.call('UNLINK', KEYS[4], KEYS[5])`;

/** KEYS active, generations; ARGV start of the names of generations. */
export const GENERATIONS = `
local all = {}
for _, name in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  local found = redis.call('HMGET', ARGV[1] .. name .. ':checkpoint', 'position', 'logId', 'mark')
  local definition, number = string.match(name, '^(.*)#(%d+)$')
  local active = redis.call('HGET', KEYS[1], definition) == number
  local place = {found[1], found[2], found[3] or ''}
  if found[1] then table.insert(all, {definition, number, active and '1' or '0', place}) end
end
return all`;

/** KEYS active; ARGV definition, start of the names of generations, after, limit. Rows and checkpoint of one instant. */
export const PAGE = `
local definition = ARGV[1]
local number = redis.call('HGET', KEYS[1], definition)
if not number then
  definition = redis.call('HGET', KEYS[1], '*')
  number = definition and redis.call('HGET', KEYS[1], definition)
end
if not number then return {} end
local name = ARGV[2] .. definition .. '#' .. number
local found = redis.call('HMGET', name .. ':checkpoint', 'position', 'logId', 'mark')
if not found[1] then return {} end
local from = ARGV[3] == '' and '-' or '(' .. ARGV[3]
local keys = redis.call('ZRANGEBYLEX', name .. ':keys', from, '+', 'LIMIT', 0, ARGV[4])
local rows = #keys > 0 and redis.call('HMGET', name .. ':rows', unpack(keys)) or {}
return {definition, number, {found[1], found[2], found[3] or ''}, keys, rows}`;
