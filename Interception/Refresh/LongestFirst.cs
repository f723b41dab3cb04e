namespace Interception.Refresh;

/// <summary>The methods that have checks waiting, those that have most before those that have fewer.</summary>
/// <remarks>
/// A method's number changes by one at a time, so it keeps its order by changing places with one other method, however many there are. Not
/// thread-safe.
/// </remarks>
internal sealed class LongestFirst
{
    private readonly List<CheckLane> _lanes = [];

    /// <summary>At n: how many methods have at least n checks waiting. They are the first of all.</summary>
    private readonly List<int> _having = [0];

    /// <summary>All of them.</summary>
    public List<CheckLane> All => _lanes;

    /// <summary>One that no other has more than; null if there is none.</summary>
    public CheckLane? First => _lanes.Count > 0 ? _lanes[0] : null;

    /// <summary>Takes note that a method has one more.</summary>
    public void Lengthened(CheckLane lane)
    {
        int length = lane.Waiting.Count;
        if (length == 1)
        {
            lane.Position = _lanes.Count;
            _lanes.Add(lane);
        }

        if (length == _having.Count)
        {
            _having.Add(0);
        }

        Move(lane, _having[length]++);
    }

    /// <summary>Takes note that a method has one fewer.</summary>
    public void Shortened(CheckLane lane)
    {
        int before = lane.Waiting.Count + 1;
        Move(lane, --_having[before]);
        if (before == 1)
        {
            _lanes.RemoveAt(_lanes.Count - 1);
        }
    }

    private void Move(CheckLane lane, int position)
    {
        CheckLane other = _lanes[position];
        (_lanes[lane.Position], _lanes[position]) = (other, lane);
        (other.Position, lane.Position) = (lane.Position, position);
    }
}
