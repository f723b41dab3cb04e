namespace Interception.Benchmarks.Subjects;

/// <summary>Answers at once, but for one key, whose runs pass a gate.</summary>
public sealed class GatedCities(CityGate gate) : IGatedCities
{
    private static readonly City Answer = new(1, "Hamburg");

    public City Find(int id)
    {
        if (id == CityGate.Id)
        {
            gate.Pass();
        }

        return Answer;
    }
}
