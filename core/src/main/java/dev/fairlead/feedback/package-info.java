/**
 * What people say of routes and answers, kept in a file and turned into training rows, and which questions are worth a label next.
 * Start at {@link dev.fairlead.feedback.FeedbackLog}.
 *
 * <p>It stores texts of users, so it is there only where the host opens one, and holds only what the host puts in. The least certain
 * question first: Scheffer, Decomain, Wrobel, IDA 2001, https://doi.org/10.1007/3-540-44816-0_31; the one farthest from all that are
 * labelled: Sener and Savarese, ICLR 2018, https://arxiv.org/abs/1708.00489.
 */
@NullMarked
package dev.fairlead.feedback;

import org.jspecify.annotations.NullMarked;
