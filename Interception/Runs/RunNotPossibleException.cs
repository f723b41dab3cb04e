namespace Interception.Runs;

/// <summary>The cache can't run the method the way a caller would; the call goes to the method directly instead.</summary>
internal sealed class RunNotPossibleException : Exception
{
    public RunNotPossibleException()
    {
    }

    public RunNotPossibleException(string message)
        : base(message)
    {
    }

    public RunNotPossibleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
