-- CreateTable
CREATE TABLE "DeskAccount" (
    "id" TEXT NOT NULL,
    "password" BYTEA,
    "secret" BYTEA,
    "step" BIGINT NOT NULL DEFAULT 0,
    "inviteIndex" TEXT,
    "inviteUntil" BIGINT,
    "codeIndex" TEXT,
    "codeUntil" BIGINT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "waitUntil" BIGINT NOT NULL DEFAULT 0,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "DeskAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeskSession" (
    "id" TEXT NOT NULL,
    "tokenIndex" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "device" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "usedAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "DeskSession_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DeskAccount_inviteIndex_key" ON "DeskAccount"("inviteIndex");

-- CreateIndex
CREATE UNIQUE INDEX "DeskSession_tokenIndex_key" ON "DeskSession"("tokenIndex");

-- CreateIndex
CREATE INDEX "DeskSession_accountId_idx" ON "DeskSession"("accountId");

-- CreateIndex
CREATE INDEX "DeskSession_expiresAt_idx" ON "DeskSession"("expiresAt");
