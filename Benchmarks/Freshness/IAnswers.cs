namespace Interception.Benchmarks.Freshness;

/// <summary>Ten methods that differ in nothing but their name: policies, evidence and budgets go by method.</summary>
public interface IAnswers
{
    int Get0(int key);

    int Get1(int key);

    int Get2(int key);

    int Get3(int key);

    int Get4(int key);

    int Get5(int key);

    int Get6(int key);

    int Get7(int key);

    int Get8(int key);

    int Get9(int key);
}
