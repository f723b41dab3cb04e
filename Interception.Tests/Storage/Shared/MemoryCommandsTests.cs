namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class MemoryAcquireTests : AcquireContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new MemoryStore());
}

[TestFixture]
internal sealed class MemoryWritesTests : WritesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new MemoryStore());
}
