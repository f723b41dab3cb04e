namespace Interception.Benchmarks.Subjects;

/// <summary>What <see cref="ICitySearch"/> is asked by.</summary>
public enum ArgumentKind
{
    /// <summary>A number and a string.</summary>
    IntAndString,

    /// <summary>An object of ten members.</summary>
    TenMembers,

    /// <summary>An array of 100 numbers.</summary>
    HundredInts,
}
