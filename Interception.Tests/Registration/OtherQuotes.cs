namespace Interception.Tests.Registration;

internal sealed class OtherQuotes(Tally tally) : IQuotes
{
    public string Source => "other";

    public string Find(int id) => tally.Run($"other:{id}");
}
