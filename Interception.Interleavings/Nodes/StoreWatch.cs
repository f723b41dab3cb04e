using Interception.Storage.Shared;
using Interception.Tests.Support;
using Microsoft.Coyote.Specifications;

namespace Interception.Interleavings.Nodes;

/// <summary>Looks at an entry after each command: what stands in the store never becomes older.</summary>
internal sealed class StoreWatch(MemoryCommands.Shelf shelf)
{
    private readonly object _gate = new();
    private readonly Dictionary<EntryDigest, long> _versions = [];

    public void Look(EntryName name)
    {
        lock (_gate)
        {
            if (!HeaderFields.TryRead(shelf.Find(name), out HeaderFields header))
            {
                return;
            }

            long before = _versions.GetValueOrDefault(name.Digest);
            Specification.Assert(header.Version >= before, "The version in the store went back.");
            _versions[name.Digest] = header.Version;
        }
    }
}
