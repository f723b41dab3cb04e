namespace Interception.Faults.Node.Services;

/// <summary>
/// Methods of many result types whose results follow from their arguments, so that any answer can be told right or wrong.
/// </summary>
internal interface IShapes
{
    Task<Reading> RecordAsync(int number, string text);

    Task<string> TextAsync(int number, string text);

    Task<string?> NothingAsync(int number, string text);

    Task<long> NumberAsync(int number, string text);

    Task<decimal> MoneyAsync(int number, string text);

    Task<double> RatioAsync(int number, string text);

    Task<DateTimeOffset> MomentAsync(int number, string text);

    Task<Guid> NameAsync(int number, string text);

    Task<byte[]> BytesAsync(int number, string text);

    Task<int[]> NumbersAsync(int number, string text);

    Task<List<string>> ListAsync(int number, string text);

    Task<Dictionary<string, int>> MapAsync(int number, string text);

    Task<Shape> NestedAsync(int number, string text);
}
