using Interception.Lookup;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Lookup;

/// <summary>What is seen of an answer that stands in the store and not in this node's memory.</summary>
[TestFixture]
internal sealed class SharedPeekTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Millisecond = TimeSpan.FromMilliseconds(1);

    [Test]
    public async Task Peek_AnswerIsInTheStoreAlone_IsFoundAndNotKept()
    {
        var server = new FakeServer();
        await using FakeNode first = await StartAsync(server, 1);
        await using FakeNode second = await StartAsync(server, 2);

        PeekedAnswer found = (await PeekAsync(second))!;

        Assert.That((found.Answer.Value, found.IsBeingChecked), Is.EqualTo(("old-1", false)));
        Assert.That(TimeSpan.FromTicks(found.ProvenAt), Is.EqualTo(TimeSpan.FromTicks(first.Entries.Single().ProvenAt)).Within(Millisecond));
        Assert.That((second.Entries.Length, second.Origin.Runs), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Explain_AnswerIsInTheStoreAlone_TellsItUnderTheNameOfThere()
    {
        var server = new FakeServer();
        await using FakeNode first = await StartAsync(server, 1);
        await using FakeNode second = await StartAsync(server, 2);
        Entry entry = first.Entries.Single();

        ExplainedAnswer found = await ExplainAsync(second);
        ExplainedAnswer known = await ExplainAsync(first);

        Assert.That((found.Entry, found.Stored?.Answer.Value), Is.EqualTo(((Entry?)null, "old-1")));
        Assert.That((known.Entry, known.Stored), Is.EqualTo((entry, (PeekedAnswer?)null)));
        Assert.That((found.KeyDigest, known.KeyDigest), Is.EqualTo((entry.Shared!.Name.Digest.ToString(), found.KeyDigest)));
    }

    [Test]
    public async Task Peek_AnswerInTheStoreExpiresHere_IsFoundUntilThen()
    {
        var server = new FakeServer();
        await using FakeNode first = await StartAsync(server, 1);
        await using FakeNode second = await StartAsync(server, 2, Second);
        long provenAt = (await PeekAsync(second))!.ProvenAt;
        second.Host.Clock.Advance(TimeSpan.FromTicks(provenAt - Now(second)) + Second - Millisecond);

        PeekedAnswer? before = await PeekAsync(second);
        second.Host.Clock.Advance(Millisecond);
        PeekedAnswer? after = await PeekAsync(second);

        Assert.That((before?.ProvenAt, after), Is.EqualTo(((long?)provenAt, (PeekedAnswer?)null)));
        Assert.That((await ExplainAsync(second)).Stored, Is.Null);
    }

    private static long Now(FakeNode node) => node.Host.Runtime.Services.Clock.Exact;

    private static Task<PeekedAnswer?> PeekAsync(FakeNode node) =>
        node.Method(nameof(ISource.GetAsync)).PeekAsync([1, CancellationToken.None], []).Soon();

    private static Task<ExplainedAnswer> ExplainAsync(FakeNode node) =>
        node.Method(nameof(ISource.GetAsync)).ExplainAsync([1, CancellationToken.None], []).Soon();

    /// <summary>A node of which the first has asked.</summary>
    private static async Task<FakeNode> StartAsync(FakeServer server, ulong origin, TimeSpan? expiry = null)
    {
        FakeNode node = await FakeNode.StartAsync(server, origin, method => method.Expiry = expiry ?? TimeSpan.FromHours(1));
        if (origin == 1)
        {
            await node.GetAsync(1);
            await node.IdleAsync();
        }

        return node;
    }
}
