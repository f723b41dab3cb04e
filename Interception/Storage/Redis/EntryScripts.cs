namespace Interception.Storage.Redis;

/// <summary>
/// The commands as scripts: what <see cref="Shared.EntryRules"/> specifies, in Lua, so that the server does each in one step.
/// </summary>
/// <remarks>
/// One key each, so they run in a cluster. They keep to what Redis 7.0 and Garnet have in common: no struct, no bit operations.
/// Numbers are below 2^53, which Lua's numbers hold exactly. Positions in Lua count from 1, in SETRANGE from 0.
/// </remarks>
internal static class EntryScripts
{
    /// <summary>
    /// Known version, mode (0 if missing, 1 if due, 2 always), interval, lease, expiry, longest envelope, hits; durations in milliseconds.
    /// </summary>
    /// <returns>Outcome (as the enumeration), token, now, proven, proven at, milliseconds of lease left, envelope or
    /// nil, hits, evidence.</returns>
    public const string Acquire = Head + """

        local known, mode = tonumber(ARGV[1]), ARGV[2]
        local interval, lease, expiry = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
        local left = leaseUntil - ms
        -- A damaged header must not keep everybody waiting: no lease is longer than one's own, or a minute.
        if left < 0 or left > math.max(lease, 60000) + 1000 then left = 0 end
        -- A proof from the future dates from before the clock went back.
        local live = answer and provenAt + expiry > ms and provenAt <= ms + 2000
        local outcome = 0
        if mode ~= '2' then
          if mode == '1' and kind == '3' and version > known then outcome = 4
          elseif live and version > known then outcome = 3
          elseif mode == '1' and live and version == known and provenAt + interval > ms then outcome = 2
          elseif left > 0 then outcome = 1 end
        end
        local token, envelope = 0, false
        if outcome == 0 then
          token = next(known)
          if valid then
            redis.call('SETRANGE', KEYS[1], 49, n13(ms + lease) .. n16(token))
            atLeast(lease + 1000)
          else
            redis.call('SET', KEYS[1], bare('0', 0, 0, ms + lease, token), 'PX', n(lease + 1000))
          end
        end
        if outcome == 3 then envelope = redis.call('GETRANGE', KEYS[1], 0, tonumber(ARGV[6]) - 1) end
        if outcome ~= 1 then left = 0 end
        local more, evidence = tonumber(ARGV[7]), ''
        if answer then
          hits = math.min(999999999999, hits + more)
          if more > 0 then redis.call('SETRANGE', KEYS[1], 158, n12(hits)) end
          evidence = string.sub(h, 171, 226)
        else proven, provenAt, hits = 0, 0, 0 end
        return {outcome, token, us, proven, provenAt, left, envelope, hits, evidence}
        """;

    /// <summary>Token, envelope, age, time to live, whether to overwrite (1), channel, origin, inline bytes, longest envelope.</summary>
    /// <returns>Outcome (as the enumeration), version of what stands there, envelope or nil.</returns>
    public const string Commit = Head + """

        local token, envelope, ttl = tonumber(ARGV[1]), ARGV[2], ARGV[4]
        if valid and (version >= token or proven >= token) then
          return {2, version, redis.call('GETRANGE', KEYS[1], 0, tonumber(ARGV[9]) - 1)}
        end
        local at = n13(math.max(0, ms - tonumber(ARGV[3])))
        if answer and ARGV[5] ~= '1' and kind == string.sub(envelope, 3, 3)
          and string.sub(h, 79, 126) == string.sub(envelope, 79, 126) then
          redis.call('SETRANGE', KEYS[1], 20, n16(token) .. at .. n13(0))
          redis.call('SETRANGE', KEYS[1], 158, n12(0) .. string.sub(envelope, 171, 226))
          redis.call('PEXPIRE', KEYS[1], ttl)
          return {1, version, false}
        end
        envelope = string.sub(envelope, 1, 20) .. n16(token) .. at .. n13(0)
          .. n16(math.max(leaseToken, token)) .. string.sub(envelope, 79, 158) .. n12(0) .. string.sub(envelope, 171)
        redis.call('SET', KEYS[1], envelope, 'PX', ttl)
        local inline = ''
        if #envelope <= tonumber(ARGV[8]) then inline = envelope end
        redis.call('PUBLISH', ARGV[6], 'S' .. ARGV[7] .. n16(token) .. string.sub(KEYS[1], -40) .. inline)
        return {0, token, false}
        """;

    /// <summary>Version, token, age, time to live, evidence or nothing.</summary>
    /// <returns>Outcome (as the enumeration).</returns>
    public const string Touch = Head + """

        local token = tonumber(ARGV[2])
        if not answer or version ~= tonumber(ARGV[1]) then return 1 end
        if leaseToken <= token then leaseUntil = 0 end
        -- Only forward: an earlier run may say so later. But not from a future that the clock has left again.
        if provenAt > ms + 2000 then provenAt = 0 end
        redis.call('SETRANGE', KEYS[1], 20, n16(math.max(proven, token))
          .. n13(math.max(provenAt, ms - tonumber(ARGV[3]))) .. n13(leaseUntil))
        if token >= proven and #ARGV[5] == 56 then redis.call('SETRANGE', KEYS[1], 158, n12(0) .. ARGV[5]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        return 0
        """;

    /// <summary>Token, pause.</summary>
    public const string BackOff = Head + """

        if not valid or leaseToken ~= tonumber(ARGV[1]) then return 0 end
        local pause, untilMs = tonumber(ARGV[2]), 0
        if pause > 0 then untilMs = ms + pause end
        redis.call('SETRANGE', KEYS[1], 49, n13(untilMs))
        atLeast(pause + 1000)
        return 0
        """;

    /// <summary>Time to live, channel, origin.</summary>
    /// <returns>The tombstone's version.</returns>
    public const string Invalidate = Head + """

        local token = next(0)
        redis.call('SET', KEYS[1], bare('3', token, ms, 0, token), 'PX', ARGV[1])
        redis.call('PUBLISH', ARGV[2], 'T' .. ARGV[3] .. n16(token) .. string.sub(KEYS[1], -40))
        return token
        """;

    /// <summary>Reads the clock and the header. Garbage, and what is more than a day ahead, counts as nothing.</summary>
    private const string Head = """
        local t = redis.call('TIME')
        local us = t[1] * 1000000 + t[2]
        local ms = math.floor(us / 1000)
        local h = redis.call('GETRANGE', KEYS[1], 0, 225)
        local kind, version, proven, provenAt, leaseUntil, leaseToken, hits = '', 0, 0, 0, 0, 0, 0
        local valid = #h == 226 and string.sub(h, 1, 2) == 'C2' and not string.find(string.sub(h, 5, 78), '%D')
        if valid then
          kind = string.sub(h, 3, 3)
          version, proven = tonumber(string.sub(h, 5, 20)), tonumber(string.sub(h, 21, 36))
          provenAt, leaseUntil = tonumber(string.sub(h, 37, 49)), tonumber(string.sub(h, 50, 62))
          leaseToken = tonumber(string.sub(h, 63, 78))
          if not string.find(string.sub(h, 159, 170), '%D') then hits = tonumber(string.sub(h, 159, 170)) end
          local limit = us + 86400000000
          if math.max(version, proven, leaseToken) > limit or provenAt > math.floor(limit / 1000) then
            valid, kind, version, proven, provenAt, leaseUntil, leaseToken, hits = false, '', 0, 0, 0, 0, 0, 0
          end
        end
        local answer = kind == '1' or kind == '2'
        local function n(x) return string.format('%.0f', x) end
        local function n12(x) return string.format('%012.0f', x) end
        local function n13(x) return string.format('%013.0f', x) end
        local function n16(x) return string.format('%016.0f', x) end
        local function next(known) return math.max(us, known + 1, version + 1, proven + 1, leaseToken + 1) end
        local function bare(k, v, at, untilMs, token)
          return 'C2' .. k .. '0' .. n16(v) .. n16(v) .. n13(at) .. n13(untilMs) .. n16(token) .. string.rep('0', 148)
        end
        -- What is no answer is kept for its fence, which must outlast the run or the pause.
        local function atLeast(ttl)
          if not answer and redis.call('PTTL', KEYS[1]) < ttl then redis.call('PEXPIRE', KEYS[1], n(ttl)) end
        end
        """;
}
