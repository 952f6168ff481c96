-- AlterTable
ALTER TABLE "Identity" ADD COLUMN     "address" BYTEA,
ADD COLUMN     "expiresAt" BIGINT,
ADD COLUMN     "usedAt" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "sensitive" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Pass" (
    "tokenIndex" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "usedAt" BIGINT,

    CONSTRAINT "Pass_pkey" PRIMARY KEY ("tokenIndex")
);

-- CreateIndex
CREATE INDEX "Pass_partyId_idx" ON "Pass"("partyId");

-- CreateIndex
CREATE INDEX "Pass_expiresAt_idx" ON "Pass"("expiresAt");

-- CreateIndex
CREATE INDEX "Identity_expiresAt_idx" ON "Identity"("expiresAt");
