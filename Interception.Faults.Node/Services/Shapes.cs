using System.Security.Cryptography;
using System.Text;

namespace Interception.Faults.Node.Services;

/// <summary>
/// Computes its results from hashes of the arguments: neighbouring arguments have nothing in common, and no text comes back.
/// </summary>
internal sealed class Shapes(ShapeRuns runs) : IShapes
{
    public Task<Reading> RecordAsync(int number, string text) => Run(Record(number, text));

    public Task<string> TextAsync(int number, string text) => Run(Convert.ToHexString(Hash(number, text)));

    public Task<string?> NothingAsync(int number, string text) =>
        Run(number % 2 == 0 ? null : Convert.ToHexString(Hash(number, text)));

    public Task<long> NumberAsync(int number, string text) => Run(BitConverter.ToInt64(Hash(number, text)));

    public Task<decimal> MoneyAsync(int number, string text) => Run(BitConverter.ToInt64(Hash(number, text)) / 100m);

    public Task<double> RatioAsync(int number, string text) => Run(BitConverter.ToInt64(Hash(number, text)) / 7.0);

    public Task<DateTimeOffset> MomentAsync(int number, string text) =>
        Run(DateTimeOffset.UnixEpoch.AddSeconds(BitConverter.ToUInt32(Hash(number, text))));

    public Task<Guid> NameAsync(int number, string text) => Run(new Guid(Hash(number, text).AsSpan(0, 16)));

    public Task<byte[]> BytesAsync(int number, string text) => Run(Hash(number, text));

    public Task<int[]> NumbersAsync(int number, string text) => Run(Hash(number, text).Select(part => part * number).ToArray());

    public Task<List<string>> ListAsync(int number, string text) =>
        Run(Hash(number, text).Select(part => $"{part}").ToList());

    public Task<Dictionary<string, int>> MapAsync(int number, string text) =>
        Run(Hash(number, text).Index().ToDictionary(pair => $"{pair.Index}", pair => (int)pair.Item));

    public Task<Shape> NestedAsync(int number, string text) =>
        Run(new Shape(
            $"shape {number}", number % 3 == 0 ? null : number, Record(number, text),
            [Record(number + 1, text), Record(number + 2, text)]));

    private static Reading Record(int number, string text)
    {
        byte[] hash = Hash(number, text);
        return new Reading(number, $"tenant {number}", BitConverter.ToInt64(hash), Convert.ToHexString(hash));
    }

    private static byte[] Hash(int number, string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"{number} {text}"));

    private Task<T> Run<T>(T result)
    {
        runs.Count();
        return Task.FromResult(result);
    }
}
