namespace Interception.Tests.Registration;

internal sealed class Quotes : IQuotes
{
    private readonly Tally _tally;

    public Quotes(Tally tally)
        : this(tally, "one")
    {
    }

    public Quotes(Tally tally, string source)
    {
        (_tally, Source) = (tally, source);
        tally.Create();
    }

    public string Source { get; }

    public string Find(int id) => _tally.Run($"{Source}:{id}");
}
