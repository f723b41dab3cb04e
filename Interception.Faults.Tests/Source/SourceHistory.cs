using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Interception.Faults.Tests.Source;

/// <summary>All keys of the source. A key that nobody has asked for or changed has version 1.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SourceHistory
{
    /// <summary>What every canary begins with.</summary>
    public const string CanaryPrefix = "cnry";

    private readonly ConcurrentDictionary<int, KeyLedger> _keys = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);

    public KeyLedger this[int key] => _keys.GetOrAdd(key, static _ => new KeyLedger());

    /// <summary>How often the method has been run, over all keys and tenants.</summary>
    public int TotalCalls => _keys.Values.Sum(ledger => ledger.Calls.Length);

    /// <summary>A text that only the source can make: it shows that an answer was read in one piece.</summary>
    public string Canary(int key, string tenant, long version)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key} {tenant} {version}"));
        return CanaryPrefix + Convert.ToHexString(HMACSHA256.HashData(_secret, text).AsSpan(0, 8));
    }
}
