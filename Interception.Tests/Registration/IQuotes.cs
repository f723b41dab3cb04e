namespace Interception.Tests.Registration;

internal interface IQuotes
{
    string Source { get; }

    string Find(int id);
}
