namespace Interception.Tests.Composition;

internal sealed class BadHolder
{
    public BadPart? Part { get; set; }

    internal sealed class BadPart
    {
        public Action? Callback { get; set; }
    }
}
