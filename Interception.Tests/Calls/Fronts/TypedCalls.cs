using System.Globalization;
using System.Runtime.InteropServices;
using Interception.Tests.Registration;

namespace Interception.Tests.Calls.Fronts;

/// <summary>Answers with its arguments, bit by bit, so that one call's answer is no other's.</summary>
internal sealed class TypedCalls(Tally tally) : ITypedCalls
{
    public string None() => tally.Run("none");

    public string Flag(bool value) => Bits(value);

    public string Int(int value) => Bits(value);

    public string Long(long value, CancellationToken cancellationToken) => Bits(value);

    public string Half(Half value) => Bits(value);

    public string Double(double value) => Bits(value);

    public string Decimal(decimal value) => Bits(value);

    public string Enum(DayOfWeek value) => Bits(value);

    public string Guid(Guid value) => Bits(value);

    public string Date(DateTime value) => Bits(value);

    public string Offset(DateTimeOffset value) => tally.Run(value.ToString("O", CultureInfo.InvariantCulture));

    public string MaybeInt(int? value) => value is { } present ? Bits(present) : tally.Run("null");

    public string MaybeEnum(DayOfWeek? value) => value is { } present ? Bits(present) : tally.Run("null");

    public string MaybeOffset(DateTimeOffset? value) => tally.Run(value?.ToString("O", CultureInfo.InvariantCulture) ?? "null");

    public string Text(string? value) => tally.Run(value is null ? "null" : $"'{value}'");

    public string Array(int[]? value) => tally.Run(value is null ? "null" : $"[{string.Join(',', value)}]");

    public string Record(ITypedCalls.Order? value) => tally.Run(value?.ToString() ?? "null");

    public string Both(ITypedCalls.Order first, string between, ITypedCalls.Order last) => tally.Run($"{first}{between}{last}");

    public string Mixed(int first, string between, Guid? last) => tally.Run($"{first}{between}{last}");

    public Task<string> AsTask(int value) => Task.FromResult(Bits(value));

    public ValueTask<string> AsValueTask(int value) => new(Bits(value));

    public DayOfWeek AsEnum(int value) => tally.Run((DayOfWeek)value);

    public int? AsMaybe(int? value) => tally.Run(value);

    public string Struct(ITypedCalls.Place value) => tally.Run(value.ToString());

    public string MaybeStruct(ITypedCalls.Place? value) => tally.Run(value?.ToString() ?? "null");

    public string Nested(ITypedCalls.Route value) => tally.Run($"{value.From} {value.To} {(value.Name is null ? "null" : $"'{value.Name}'")} {value.Day.ToString("O", CultureInfo.InvariantCulture)}");

    public string Generic<T>(T value) => tally.Run($"{typeof(T)} {value}");

    public string In(in int value) => Bits(value);

    private string Bits<T>(T value)
        where T : unmanaged => tally.Run(Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value))));
}
