-- CreateTable
CREATE TABLE "Mediation" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "officeId" TEXT,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,

    CONSTRAINT "Mediation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CorrectionMatter" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "officeId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,

    CONSTRAINT "CorrectionMatter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Mediation_number_key" ON "Mediation"("number");

-- CreateIndex
CREATE INDEX "Mediation_partyId_idx" ON "Mediation"("partyId");

-- CreateIndex
CREATE INDEX "Mediation_officeId_status_idx" ON "Mediation"("officeId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "CorrectionMatter_number_key" ON "CorrectionMatter"("number");

-- CreateIndex
CREATE INDEX "CorrectionMatter_partyId_idx" ON "CorrectionMatter"("partyId");

-- CreateIndex
CREATE INDEX "CorrectionMatter_officeId_status_idx" ON "CorrectionMatter"("officeId", "status");
