using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Listings.Database;

/// <summary>Counts the queries that the whole process has sent to the database; changes don't count. Thread-safe.</summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    private long _count;

    /// <summary>The queries so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return ValueTask.FromResult(result);
    }
}
