using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Answers /sync: composes what is new for a device, or waits until something is.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#syncing</remarks>
public sealed class Syncing
{
    private readonly LongPolling polling;
    private readonly SyncAnswers answers;

    internal Syncing(LongPolling polling, SyncAnswers answers) => (this.polling, this.answers) = (polling, answers);

    /// <summary>The answer, as JSON; whoever asked disposes of it.</summary>
    /// <returns>The answer, or <c>M_INVALID_PARAM</c> for a token that this server has not given.</returns>
    public async Task<Outcome<AnswerBuffer>> AnswerAsync(SyncRequest request, CancellationToken cancel)
    {
        if (request.Since is { } since)
        {
            if (polling.IsFromElsewhere(since))
            {
                return MatrixError.InvalidParam("The since token was not given by this server.");
            }

            await answers.AcknowledgeAsync(request, since, cancel);
        }

        var poll = new Poll
        {
            User = request.User,
            Device = request.Device,
            Since = request.Since,
            AtOnce = request.Since is null || request.FullState,
            Timeout = request.Timeout,
        };
        return await polling.AnswerAsync(poll, (moment, answer) => answers.WriteAsync(WindowOf(request, moment), answer, cancel), cancel);
    }

    /// <summary>Where the streams of a person stand.</summary>
    public ValueTask<SyncToken> NowAsync(UserId user, CancellationToken cancel) => polling.NowAsync(user, cancel);

    private static SyncWindow WindowOf(SyncRequest request, SyncMoment moment) => new()
    {
        Request = request,
        Feed = moment.Feed,
        Since = request.Since,
        Until = moment.Until,
        Ignored = moment.Ignored,
        Now = moment.Now,
    };
}
