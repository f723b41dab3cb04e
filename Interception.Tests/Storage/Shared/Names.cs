using System.Security.Cryptography;
using System.Text;
using Interception.Storage.Redis;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

/// <summary>Names of entries for tests: as they are in the house, but of any text.</summary>
internal static class Names
{
    public static EntryName Of(string key, string prefix = "t:app:1:Test.Get-00000000")
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return new EntryName(Encoding.UTF8.GetBytes($"{prefix}:"), hash);
    }

    /// <summary>The name as it stands in Redis.</summary>
    public static string ToText(this EntryName name) => EntryKey.Of(name).ToString();
}
