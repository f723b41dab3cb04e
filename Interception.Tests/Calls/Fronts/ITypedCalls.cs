namespace Interception.Tests.Calls.Fronts;

/// <summary>A method for each kind of argument that a front makes keys of, and some for those that it doesn't.</summary>
public interface ITypedCalls
{
    string None();

    string Flag(bool value);

    string Int(int value);

    string Long(long value, CancellationToken cancellationToken);

    string Half(Half value);

    string Double(double value);

    string Decimal(decimal value);

    string Enum(DayOfWeek value);

    string Guid(Guid value);

    string Date(DateTime value);

    string Offset(DateTimeOffset value);

    string MaybeInt(int? value);

    string MaybeEnum(DayOfWeek? value);

    string MaybeOffset(DateTimeOffset? value);

    string Text(string? value);

    string Array(int[]? value);

    string Record(Order? value);

    string Both(Order first, string between, Order last);

    string Mixed(int first, string between, Guid? last);

    Task<string> AsTask(int value);

    ValueTask<string> AsValueTask(int value);

    DayOfWeek AsEnum(int value);

    int? AsMaybe(int? value);

    string Struct(Place value);

    string MaybeStruct(Place? value);

    string Nested(Route value);

    string Generic<T>(T value);

    string In(in int value);

    sealed record Order(int Id, string? Market);

    readonly record struct Place(int X, int Y);

    readonly record struct Route(Place From, Place? To, string? Name, DateTime Day);
}
