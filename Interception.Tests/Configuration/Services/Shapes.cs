namespace Interception.Tests.Configuration.Services;

/// <summary>Parameter types of every kind that a name can write.</summary>
internal static class Shapes
{
    internal interface IInner
    {
        int Get(int? a, string? b);

#pragma warning disable CA1814 // An array of two dimensions is what is tested.
        int Get(int[] a, int[][,] b);
#pragma warning restore CA1814

        int Get(List<Dictionary<string, int?>> a);

        int Get((int Id, string Name) a);

        int Get(Box<int>.Slot<string> a);

        int Get<T>(T a);

        int Get(in Guid a);
    }

    internal interface IRepo<T>
    {
        T Load(T id);
    }

    internal sealed class Box<TBox>
    {
        internal sealed class Slot<TSlot>
        {
            public TBox? Left { get; set; }

            public TSlot? Right { get; set; }
        }
    }
}
