namespace Interception.Configuration.Parsing;

/// <summary>The least, the most and the default value of a setting; no most is no upper bound.</summary>
internal sealed record Bound<T>(T Least, T? Most, T Default, Func<T, string> Write)
    where T : struct, IComparable<T>
{
    /// <summary>The value, or <see langword="null"/> and a problem if it is out of bounds.</summary>
    public T? Check(T? value, string path, ProblemList problems)
    {
        if (value is not { } given || (given.CompareTo(Least) >= 0 && (Most is not { } most || given.CompareTo(most) <= 0)))
        {
            return value;
        }

        string allowed = Most is { } limit ? $"{Write(Least)} to {Write(limit)}" : $"at least {Write(Least)}";
        problems.Add(path, $"{Quoted.Value(Write(given))} is out of bounds; write {allowed}.");
        return null;
    }
}
