namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class MemoryAcquireTests : AcquireContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new MemoryStore());
}

[TestFixture]
internal sealed class MemoryCommitTests : CommitContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new MemoryStore());
}

[TestFixture]
internal sealed class MemoryUpkeepTests : UpkeepContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new MemoryStore());
}
