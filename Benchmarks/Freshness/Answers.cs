namespace Interception.Benchmarks.Freshness;

/// <summary>The method itself: tells the truth of the moment, and counts how often it is asked.</summary>
internal sealed class Answers(TruthSource source) : IAnswers
{
    public int Get0(int key) => source.Read(key);

    public int Get1(int key) => source.Read(key);

    public int Get2(int key) => source.Read(key);

    public int Get3(int key) => source.Read(key);

    public int Get4(int key) => source.Read(key);

    public int Get5(int key) => source.Read(key);

    public int Get6(int key) => source.Read(key);

    public int Get7(int key) => source.Read(key);

    public int Get8(int key) => source.Read(key);

    public int Get9(int key) => source.Read(key);
}
