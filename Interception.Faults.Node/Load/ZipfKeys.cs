namespace Interception.Faults.Node.Load;

/// <summary>Draws keys: key k with a weight of 1 / (k + 1) to the power of the exponent.</summary>
internal sealed class ZipfKeys
{
    private readonly double[] _cumulated;

    public ZipfKeys(int keys, double exponent)
    {
        _cumulated = new double[keys];
        double sum = 0;
        for (int key = 0; key < keys; key++)
        {
            _cumulated[key] = sum += 1 / Math.Pow(key + 1, exponent);
        }
    }

    public int Draw(Random dice)
    {
        int index = Array.BinarySearch(_cumulated, dice.NextDouble() * _cumulated[^1]);
        return index < 0 ? ~index : index;
    }
}
