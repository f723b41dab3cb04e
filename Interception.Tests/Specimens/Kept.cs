namespace Interception.Tests.Specimens;

/// <summary>Makes a new value at each call, and counts them.</summary>
internal sealed class Kept<T>(Specimen<T> specimen, RunTally tally) : IKept<T>
{
    public Task<T> GetAsync(int index) => Task.FromResult(Get(index));

    public T Get(int index)
    {
        tally.Add();
        return specimen.Make(index);
    }
}
