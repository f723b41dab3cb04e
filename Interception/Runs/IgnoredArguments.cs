using System.Reflection;
using Interception.Keys;

namespace Interception.Runs;

/// <summary>
/// What a run passes for the parameters that are no part of the key. A run must not depend on anything else of its
/// caller's, so they get the run's own token, a progress that goes nowhere, or a default.
/// </summary>
internal sealed class IgnoredArguments
{
    private readonly int[] _tokens;
    private readonly (int Position, object? Value)[] _constants;
    private readonly int[] _borrowed;

    private IgnoredArguments(int[] tokens, (int, object?)[] constants, int[] borrowed) =>
        (_tokens, _constants, _borrowed) = (tokens, constants, borrowed);

    /// <summary>Whether a run needs nothing of its caller's. If not, a miss can be run and a check can't.</summary>
    public bool AreComplete => _borrowed.Length == 0;

    /// <summary>Where a CancellationToken stands, which may be a nullable one, or -1; the caller's own is read from there.</summary>
    public int TokenPosition => _tokens.Length > 0 ? _tokens[0] : -1;

    public static IgnoredArguments For(IReadOnlyList<ParameterInfo> ignored) =>
        new([.. ignored.Where(CallerBound.IsToken).Select(parameter => parameter.Position)],
            [.. ignored.Where(parameter => !CallerBound.IsToken(parameter) && CanReplace(parameter)).Select(parameter => (parameter.Position, Substitute(parameter)))],
            [.. ignored.Where(parameter => !CanReplace(parameter)).Select(parameter => parameter.Position)]);

    /// <summary>Whether a run has something to pass for the parameter in place of the caller's argument.</summary>
    public static bool CanReplace(ParameterInfo parameter) =>
        CallerBound.IsToken(parameter) || MakeProgress(parameter) is not null || parameter.HasDefaultValue || CallerBound.TypeOf(parameter).IsValueType
        || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    public void Fill(object?[] arguments, CancellationToken token)
    {
        foreach (int position in _tokens)
        {
            arguments[position] = token;
        }

        foreach ((int position, object? value) in _constants)
        {
            arguments[position] = value;
        }
    }

    /// <summary>Copies the caller's own arguments that nothing can replace.</summary>
    public void Borrow(object?[]? from, object?[] to)
    {
        foreach (int position in _borrowed)
        {
            to[position] = from?[position];
        }
    }

    private static object? Substitute(ParameterInfo parameter) =>
        MakeProgress(parameter) is { } progress ? progress
        : parameter.HasDefaultValue && parameter.DefaultValue is { } value ? value
        : CallerBound.TypeOf(parameter) is { IsValueType: true } type ? Activator.CreateInstance(type)
        : null;

    /// <summary>A progress that goes nowhere, as the interface or as the framework's class; null for any other class, which nobody but its owner can make.</summary>
    private static object? MakeProgress(ParameterInfo parameter) =>
        CallerBound.FindReported(parameter) is not { } reported ? null
        : Array.Find(
            [typeof(NoProgress<>).MakeGenericType(reported), typeof(Progress<>).MakeGenericType(reported)],
            CallerBound.TypeOf(parameter).IsAssignableFrom) is { } type ? Activator.CreateInstance(type)
        : null;

    /// <summary>Reports of a run that nobody watches.</summary>
    private sealed class NoProgress<T> : IProgress<T>
    {
        public void Report(T value)
        {
        }
    }
}
